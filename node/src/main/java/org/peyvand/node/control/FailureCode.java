package org.peyvand.node.control;

import java.util.List;
import java.util.Locale;
import org.peyvand.node.control.proto.Failure;

/**
 * Everything that a command can fail with. The exit codes are promised: 1 failed, 2 wrong usage, 3
 * not found, 4 refused by the group's rules, 5 wrong passphrase or locked, 6 nobody reachable, 7
 * damaged or invalid data. The comment of a code names its arguments.
 */
public enum FailureCode {
  /** What broke. Our own bug. */
  INTERNAL(1, 1),
  /** The path or address, and the system's words. */
  IO(1, 2),
  DISK_FULL(1, 0),
  BUSY(1, 0),
  CONNECTION_LOST(1, 0),
  BAD_REQUEST(1, 0),
  UNKNOWN_REQUEST(1, 0),
  /** The limit in bytes. */
  REPLY_TOO_LARGE(1, 1),
  /** The address. */
  PORT_TAKEN(1, 1),
  /** The address. */
  NO_INTERFACE(1, 1),
  /** This machine is on no local network now. */
  NO_LOCAL_NETWORK(1, 0),
  /** The home's path. */
  HOME_EXISTS(1, 1),
  ALREADY_MEMBER(1, 0),
  /** The path. */
  FILE_EXISTS(1, 1),
  /** A node runs that would have to be ended first. */
  NODE_RUNNING(1, 0),
  /** A person was asked and did not say yes. */
  NOT_CONFIRMED(1, 0),
  /** The path. */
  KEYS_REMAIN(1, 1),
  /** How many devices would read a bundle, and the limit. */
  TOO_MANY_READERS(1, 2),

  /** The argument as typed. */
  UNKNOWN_ARGUMENT(2, 1),
  /** The option's or parameter's name. */
  MISSING_ARGUMENT(2, 1),
  /** The option's or parameter's name and the value as typed. */
  BAD_VALUE(2, 2),
  /** The proxy as typed. */
  BAD_PROXY(2, 1),
  /** What is wrong with the command line, in the words of the parser. */
  BAD_USAGE(2, 1),
  MISSING_COMMAND(2, 0),
  /** The option to use instead of the prompt. */
  INPUT_NEEDED(2, 1),
  /** The option to use instead of the question. */
  YES_NEEDED(2, 1),
  PASSPHRASE_EMPTY(2, 0),
  PASSPHRASES_DIFFER(2, 0),
  /** The address as typed. */
  BAD_ADDRESS(2, 1),
  /** What was typed. */
  AMBIGUOUS(2, 1),
  CHOOSE_NETWORK(2, 0),
  /** Several requests to join, of which a bundle carries one. */
  CHOOSE_JOIN(2, 0),
  /** The choice as typed, and the choices. */
  UNKNOWN_CHOICE(2, 2),
  /** The method as typed. */
  UNKNOWN_METHOD(2, 1),
  /** The purpose as typed. */
  UNKNOWN_PURPOSE(2, 1),
  /** The effect as typed. */
  UNKNOWN_EFFECT(2, 1),
  /** The method as typed, for a proposal with an effect. */
  EFFECT_METHOD(2, 1),
  METHOD_NEEDS_EFFECT(2, 0),
  /** The name of the text and the limit in characters. */
  TOO_LONG(2, 2),
  /** The name of what there are too many of and the limit. */
  TOO_MANY(2, 2),
  /** The path and the limit in bytes. */
  FILE_TOO_LARGE(2, 2),

  /** The home's path. */
  NO_HOME(3, 1),
  NO_NETWORK(3, 0),
  /** Nothing was asked with this code. */
  JOIN_NOT_FOUND(3, 0),
  /** What was typed; likewise below. */
  NETWORK_NOT_FOUND(3, 1),
  INVITE_NOT_FOUND(3, 1),
  REQUEST_NOT_FOUND(3, 1),
  MEMBER_NOT_FOUND(3, 1),
  DEVICE_NOT_FOUND(3, 1),
  DECISION_NOT_FOUND(3, 1),
  RESOURCE_NOT_FOUND(3, 1),
  ENTRY_NOT_FOUND(3, 1),
  /** The path. */
  FILE_NOT_FOUND(3, 1),
  /** The resource's title. */
  NO_FILE(3, 1),
  /** The resource's title, the bytes here and the bytes in all. */
  FILE_NOT_HERE(3, 3),
  /** The resource's title. */
  FILE_FORGOTTEN(3, 1),

  /** The lowest role that may: member, steward. */
  ROLE_NEEDED(4, 1),
  NOT_MEMBER(4, 0),
  SUSPENDED(4, 0),
  EXPELLED(4, 0),
  LEFT(4, 0),
  /** This device was retired; likewise below. */
  DEVICE_RETIRED(4, 0),
  NOT_VOUCHED_FOR(4, 0),
  HELD(4, 0),
  NOT_ELECTORATE(4, 0),
  NOT_TELLER(4, 0),
  NOT_PROPOSER(4, 0),
  /** The decision's state. */
  DECISION_NOT_OPEN(4, 1),
  ENACT_NOT_CLOSE(4, 0),
  NOTHING_TO_ENACT(4, 0),
  ENACTED_ALREADY(4, 0),
  AGREED_FOR_GOOD(4, 0),
  OWN_REMOVAL(4, 0),
  /** The effect. */
  EFFECT_NOT_NOW(4, 1),
  /** How many must agree, of how many, how many have, and whose votes are awaited, a line each. */
  TOO_FEW_AGREED(4, 4),
  /** How many must agree, of how many, and how many have; nobody else may. */
  CANNOT_PASS(4, 3),
  /** The member's name, and its state. */
  MEMBER_NOT_ACTIVE(4, 2),
  OWN_SUSPENSION(4, 0),
  /** The name of the member whom the author has suspended. */
  SUSPENSION_OPEN(4, 1),
  OWN_DEVICE(4, 0),
  /** The name of the member whose device it is, and the device. */
  DEVICE_OF_ANOTHER(4, 2),
  DEVICE_OUT(4, 0),
  /** The member's name; likewise below. */
  NOTHING_TO_VOUCH(4, 1),
  VOUCHED_ALREADY(4, 1),
  OWN_VOUCH(4, 0),
  OWN_INVITE(4, 0),
  /** The resource's title. */
  NOT_SET_ASIDE(4, 1),
  CODE_USED(4, 0),
  INVITE_VOID(4, 0),
  INVITE_EXPIRED(4, 0),
  /** How many invites for own devices are open. */
  INVITE_SUPERSEDED(4, 1),
  /** How many invites a member may have open. */
  TOO_MANY_INVITES(4, 1),
  REQUEST_INVALID(4, 0),
  REQUEST_DOUBTFUL(4, 0),
  REQUEST_SETTLED(4, 0),
  /** The number of requests that may wait. */
  REQUESTS_FULL(4, 1),
  LAST_MEMBER(4, 0),
  /** The number of devices that a member may have. */
  TOO_MANY_DEVICES(4, 1),
  WRITING_STOPPED(4, 0),
  /** Restored from a backup, and nobody has said yes yet. */
  NOT_LINKED(4, 0),

  WRONG_PASSPHRASE(5, 0),
  /** The home's path. */
  HOME_BUSY(5, 1),

  NOBODY_REACHABLE(6, 0),
  /** The address; likewise below. */
  NO_ANSWER(6, 1),
  /** The name has no address. */
  UNKNOWN_HOST(6, 1),
  /** No way leads there. */
  NO_ROUTE(6, 1),
  /** The machine is there, and nothing listens on the port. */
  NOT_LISTENING(6, 1),
  /** Something answers, or is silent, that does not know this device. */
  STRANGER_ANSWERS(6, 1),
  /** A node answers that is no member's by what is known here. */
  NO_MEMBER_ANSWERS(6, 1),
  /** The address, which exists in Tor alone. */
  NEEDS_PROXY(6, 1),
  /** The proxy; likewise below. */
  PROXY_NOT_RUNNING(6, 1),
  PROXY_REFUSES(6, 1),
  /** The address that the proxy finds no way to. */
  NOT_BY_PROXY(6, 1),
  SESSION_CUT(6, 0),
  /** Seconds waited. */
  NOT_EQUAL_IN_TIME(6, 1),

  /** The number of the wrong group of the code, from 1. */
  CODE_WRONG(7, 1),
  CODE_UNREADABLE(7, 0),
  /** The path; likewise below. */
  NOT_BUNDLE(7, 1),
  BUNDLE_FOREIGN(7, 1),
  BUNDLE_DAMAGED(7, 1),
  NOT_BACKUP(7, 1),
  BACKUP_DAMAGED(7, 1),
  BACKUP_CUT(7, 1),
  HOME_DAMAGED(7, 1),
  HOME_NEWER(7, 1);

  private final int exitCode;
  private final int arguments;

  FailureCode(int exitCode, int arguments) {
    this.exitCode = exitCode;
    this.arguments = arguments;
  }

  /** The code as it is printed: wrong-passphrase. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public int exitCode() {
    return exitCode;
  }

  /** How many arguments its sentence needs. */
  public int arguments() {
    return arguments;
  }

  /** The frame that reports it. */
  public Failure failure(String... given) {
    if (given.length != arguments) {
      throw new IllegalArgumentException(
          name() + ": expected " + arguments + " arguments, found " + given.length);
    }
    return Failure.newBuilder()
        .setExitCode(exitCode)
        .setCode(key())
        .addAllArguments(List.of(given))
        .build();
  }
}
