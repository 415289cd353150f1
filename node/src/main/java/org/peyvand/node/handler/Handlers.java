package org.peyvand.node.handler;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.peyvand.node.Node;
import org.peyvand.node.control.ControlException;
import org.peyvand.node.control.FailureCode;
import org.peyvand.node.control.Handler;
import org.peyvand.node.control.ReplySink;
import org.peyvand.node.control.proto.Request;
import org.peyvand.node.control.proto.Result;
import org.peyvand.node.store.HomeException;
import org.peyvand.protocol.log.StoreException;

/** Answers every request that the face can make. */
public final class Handlers implements Handler {
  private final Node node;
  private final Desk desk;

  public Handlers(Node node) {
    this.node = node;
    this.desk = new Desk(node);
  }

  @Override
  public void handle(Request request, ReplySink replies) throws ControlException {
    try {
      replies.result(answer(request, replies));
    } catch (ExecutionException e) {
      throw translate(e.getCause());
    } catch (StoreException | HomeException | IOException | RuntimeException e) {
      throw translate(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ControlException(e, FailureCode.CONNECTION_LOST);
    } finally {
      if (request.hasWipe()) {
        node.end();
      }
    }
  }

  private Result answer(Request request, ReplySink replies)
      throws ControlException,
          ExecutionException,
          InterruptedException,
          StoreException,
          HomeException,
          IOException {
    return switch (request.getCommandCase()) {
      case NETWORK_TRUST -> new TrustRequests(desk).answer(request.getNetworkTrust());
      case NETWORK_CREATE, NETWORK_LIST, NETWORK_SHOW, NETWORK_LEAVE ->
          desk.ask(() -> new NetworkRequests(desk).answer(request, replies));
      case INVITE_CREATE, INVITE_LIST, INVITE_REVOKE ->
          desk.ask(() -> new InviteRequests(desk).answer(request));
      case MEMBER_LIST, MEMBER_SHOW, MEMBER_SUSPEND, MEMBER_RETIRE_DEVICE, MEMBER_VOUCH ->
          desk.ask(() -> new MemberRequests(desk).answer(request));
      case MEMBER_REQUESTS, MEMBER_ADMIT, MEMBER_REFUSE ->
          new AdmissionRequests(desk).answer(request);
      case JOIN -> new EnterRequests(desk).answer(request, replies);
      case PEER_ADD, PEER_LIST -> desk.ask(() -> new PeerRequests(desk).answer(request));
      case SYNC -> new SyncRequests(desk).answer(request, replies);
      case BUNDLE_EXPORT -> new BundleExportRequests(desk).answer(request, replies);
      case BUNDLE_IMPORT -> new BundleImportRequests(desk).answer(request, replies);
      case BACKUP_CREATE -> new BackupRequests(desk).answer(request, replies);
      case DECISION_PROPOSE,
          DECISION_VOTE,
          DECISION_CLOSE,
          DECISION_ENACT,
          DECISION_WITHDRAW,
          DECISION_LIST,
          DECISION_SHOW ->
          desk.ask(() -> new DecisionRequests(desk).answer(request));
      case RESOURCE_ADD -> new ResourceAddRequests(desk).answer(request, replies);
      case RESOURCE_GET -> new ResourceGetRequests(desk).answer(request, replies);
      case RESOURCE_EDIT, RESOURCE_LIST, RESOURCE_SHOW, RESOURCE_FIND ->
          desk.ask(() -> new ResourceRequests(desk).answer(request));
      case RESOURCE_ADOPT -> desk.ask(() -> new ResourceAdoptRequests(desk).answer(request));
      case STATUS -> desk.ask(() -> new StatusRequests(desk).answer(request));
      case LOG_VERIFY, LOG_LIST -> new LogRequests(desk).answer(request);
      case LOG_EXPORT -> new LogExport(desk).answer(request);
      case DOCTOR -> new DoctorRequests(desk).answer();
      case WIPE -> Wiped.result(node.wipe());
      case COMMAND_NOT_SET -> throw new ControlException(FailureCode.UNKNOWN_REQUEST);
    };
  }

  /** The world's failures in the words of the contract; everything else is our own bug. */
  private ControlException translate(Throwable failure) {
    if (failure instanceof ControlException told) {
      return told;
    } else if (failure instanceof StoreException store) {
      return Failures.of(store, node.path());
    } else if (failure instanceof HomeException homely) {
      return Failures.of(homely, node.path());
    } else if (failure instanceof IOException io) {
      return new ControlException(io, FailureCode.IO, home(), String.valueOf(io.getMessage()));
    }
    return new ControlException(failure, FailureCode.INTERNAL, String.valueOf(failure));
  }

  private String home() {
    return node.path().toString();
  }
}
