package org.peyvand.protocol.entry;

/**
 * Every limit of the protocol, in one place. Sizes are bytes; each is tested at it and one beyond.
 */
public final class Limits {
  public static final int VERSION = 1;

  /** Header and sealed body of an entry without an epoch block. */
  public static final int ENTRY_BYTES = 64 * 1024;

  /** Header and sealed body of an entry that carries seals. */
  public static final int ENTRY_WITH_SEALS_BYTES = 1024 * 1024;

  public static final int RANDOM_BYTES = 16;
  public static final int SIGNATURE_BYTES = 64;

  /** Links of an ordinary entry. */
  public static final int LINKS = 16;

  /** Links of a ballot. */
  public static final int BALLOT_LINKS = 4;

  /** Links of a GATHER entry. */
  public static final int GATHER_LINKS = 1024;

  /** Bodies are padded at least to this. */
  public static final int BODY_FLOOR_BYTES = 256;

  /** Entries in one run, which one signature carries. */
  public static final int RUN_ENTRIES = 1024;

  /** Encoded bytes of one run, unless it is a single entry. */
  public static final int RUN_BYTES = 256 * 1024;

  public static final int NAME_CHARS = 200;
  public static final int TITLE_CHARS = 300;

  /** A note, a proposal's text. */
  public static final int TEXT_CHARS = 12_000;

  public static final int REASON_CHARS = 2_000;
  public static final int CHOICE_CHARS = 100;
  public static final int TAGS = 32;
  public static final int TAG_CHARS = 60;
  public static final int OPTIONS = 32;

  /** Ballots that one CLOSE lists. */
  public static final int CLOSE_BALLOTS = 1_500;

  /** Content of one chunk of a file. */
  public static final int CHUNK_BYTES = 48 * 1024;

  /** A shared file. */
  public static final long FILE_BYTES = 256L * 1024 * 1024;

  public static final int INVITE_USES = 1_000;
  public static final int REQUEST_BYTES = 4 * 1024;
  public static final int MEMBER_DEVICES = 8;

  /** Branches kept of a chain that was forked; a third proves nothing new. */
  public static final int BRANCHES = 2;

  private Limits() {}
}
