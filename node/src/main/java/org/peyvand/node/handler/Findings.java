package org.peyvand.node.handler;

import java.util.List;
import java.util.Locale;
import org.peyvand.node.control.proto.DoctorItem;
import org.peyvand.node.control.proto.DoctorResult;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.doctor.Finding;

/** What an examination says. */
public final class Findings {
  private Findings() {}

  public static Result result(List<Finding> findings) {
    DoctorResult.Builder doctor = DoctorResult.newBuilder();
    findings.forEach(finding -> doctor.addItems(item(finding)));
    return Result.newBuilder().setDoctor(doctor).build();
  }

  static DoctorItem.Builder item(Finding finding) {
    DoctorItem.Builder item =
        DoctorItem.newBuilder()
            .setCheck(finding.check())
            .setOk(finding.state() != Finding.State.WRONG)
            .setState(finding.state().name().toLowerCase(Locale.ROOT))
            .addAllArguments(finding.arguments());
    finding.advice().ifPresent(item::setAdvice);
    return item;
  }
}
