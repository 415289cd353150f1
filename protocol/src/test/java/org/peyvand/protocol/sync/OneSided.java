package org.peyvand.protocol.sync;

import java.util.ArrayList;
import java.util.List;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.StoreException;

/** One honest session, and another side for which a test speaks. */
abstract class OneSided {
  static final Fingerprint OTHER_ROOT = new Fingerprint(3, 4);

  final TestNode node = new TestNode();
  final List<Output> outputs = new ArrayList<>();
  Session session = Session.open(new Session.Setup(node.store, Pipe.CHANNEL, true));
  long now;

  void input(Input input) throws StoreException {
    Step step = session.on(input, now);
    session = step.next();
    outputs.addAll(step.outputs());
  }

  void say(Message message) throws StoreException {
    say(MessageCodec.encode(message));
  }

  void say(Bytes frame) throws StoreException {
    input(new Input.FrameReceived(frame));
  }

  boolean isClosed() {
    return session instanceof Ended
        && outputs.get(outputs.size() - 1) instanceof Output.Close close
        && !close.reason().isBlank();
  }

  <M extends Message> List<M> sent(Class<M> kind) {
    return outputs.stream()
        .filter(Output.SendFrame.class::isInstance)
        .map(o -> MessageCodec.decode(((Output.SendFrame) o).frame()).asOptional().orElseThrow())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }
}
