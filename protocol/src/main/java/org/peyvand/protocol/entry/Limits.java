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

  /** Encoded bytes of one run that is written into a bundle, if there is a signature so soon. */
  public static final int BUNDLE_RUN_BYTES = 64 * 1024;

  /** What a run's encoding adds to its only entry. */
  public static final int RUN_OVERHEAD_BYTES = 1024;

  /** One frame between two nodes, before padding: a run of the largest entry fits. */
  public static final int FRAME_BYTES = 1024 * 1024 + 64 * 1024;

  /** A frame that carries no run. */
  public static final int SMALL_FRAME_BYTES = 64 * 1024;

  /** A part of a run, but for the last, at least: shorter ones would be mostly frame. */
  public static final int PART_BYTES = 512;

  /** Heads in one frame. */
  public static final int FRAME_HEADS = 512;

  /** Heads that two nodes compare whole. */
  public static final int SESSION_HEADS = 20_000;

  /**
   * Up to so many heads are said at once: all of two sides instead of a trie, and those of a node
   * as a leaf. They are 784 bytes, which take at 10 kbit/s what a further round trip takes by Tor.
   */
  public static final int FEW_HEADS = 16;

  /** Frames of a trie that one side takes in one comparison; 20,000 heads need 3. */
  public static final int TRIE_FRAMES = 8;

  /** Encoded bytes of runs that may wait for an answer, unless it is a single run. */
  public static final int WINDOW_BYTES = 1024 * 1024;

  /** Runs that may wait for an answer. */
  public static final int WINDOW_RUNS = 256;

  /** Runs with something wrong in them that one session bears. */
  public static final int SESSION_REJECTED_RUNS = 64;

  /**
   * Runs one after the other that bring nothing new, beyond two for each head held: repeated ones,
   * and those that must wait for others.
   */
  public static final int SESSION_IDLE_RUNS = 4_096;

  /** Encoded bytes of governance that a joiner takes before it is in. */
  public static final int JOIN_BYTES = 32 * 1024 * 1024;

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

  /**
   * Entries of both lanes under one epoch, as far as the next writer sees, after which it makes a
   * new one. Where there are many devices a new epoch is large, so it must serve more entries.
   */
  public static final int EPOCH_ENTRIES = 2_000;

  /** So many entries for each device that is in, where that is more. */
  public static final int EPOCH_ENTRIES_PER_DEVICE = 16;

  /**
   * Parents of a new epoch. More are made apart by rule-breaking only, and must not fill the entry
   * by which somebody is removed.
   */
  public static final int EPOCH_PARENTS = 1_024;

  /** Own governance entries after which a device renews its sealing key. */
  public static final int SEALING_KEY_ENTRIES = 128;

  public static final int INVITE_USES = 1_000;

  /** Later governance entries of the inviting device after which an invite may expire. */
  public static final int INVITE_EXPIRY = 10_000;

  /** Open invites of one member, those for devices of its own apart. */
  public static final int OPEN_INVITES = 32;

  /** Invites for devices of its own that one member has open: the newest. Each backup makes one. */
  public static final int OPEN_DEVICE_INVITES = 64;

  public static final int REQUEST_BYTES = 4 * 1024;
  public static final int MEMBER_DEVICES = 8;

  /** Records heads that a removal pins: of 8 devices, both sides of a fork. */
  public static final int PINS = 16;

  /** Lines of records that one act cuts: as many as an entry has room for. */
  public static final int CUTS = 400;

  /**
   * Entries in a fork's proof between the places of its two signatures: each line is signed within
   * one run of the split.
   */
  public static final int FORK_PATH = RUN_ENTRIES - 1;

  /** Stewards that one recovery names, and acts that it undoes. */
  public static final int RECOVER_TARGETS = 32;

  /** Branches kept of a chain that was forked; a third proves nothing new. */
  public static final int BRANCHES = 2;

  /** Branches kept of a chain because others have linked to them. */
  public static final int LINKED_BRANCHES = 256;

  /** Headers and sealed bodies of further branches that are remembered of one device. */
  public static final int LOOSE_BYTES = 256 * 1024;

  /** Devices of which further branches are remembered. */
  public static final int LOOSE_DEVICES = 64;

  /**
   * Headers and sealed bodies of one author who is not in, beyond what its removals knew, that come
   * by bundles of others who are not in either.
   */
  public static final int OUTSIDE_BYTES = 256 * 1024;

  /** Seals and parent links that are remembered of entries that must wait. */
  public static final int WAITING_LINKS = 16_384;

  /** Entries that are not here and that others have linked to. */
  public static final int WANTED_ENTRIES = 4_096;

  private Limits() {}
}
