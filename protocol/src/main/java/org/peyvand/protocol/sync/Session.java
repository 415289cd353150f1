package org.peyvand.protocol.sync;

import org.peyvand.protocol.entry.Limits;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.log.EntryStore;
import org.peyvand.protocol.log.StoreException;

/**
 * One side of the conversation in which two nodes become equal and stay so. Pure: the same inputs
 * over the same store give the same outputs.
 *
 * <p>Both sides greet with the root of their heads. Equal roots end the comparison in that one
 * round trip. Else each says all its heads, or where they are many the two walk down a trie of them
 * in turn; and each pushes what the other lacks, unasked: governance first, every entry after all
 * that it links to, then records. Every run is answered once it is durable. New entries are pushed
 * at once, never back to where they came from.
 *
 * <pre>
 * input            Greeting            Comparing               Flowing               Ended
 * Started          Hello, timer        wrong call              wrong call            -
 * Frame Hello      equal: Flowing      close                   close                 -
 *                  else Heads:
 *                  Comparing; or
 *                  Descending
 * Frame Heads      close               last one: Flowing       Heads, Comparing      -
 * Frame run        close               first time: close       ingest                -
 *                                      else ingest
 * Frame Part       close               as a run, once all      as a run, once all    -
 *                                      are here; PartTaken     are here; PartTaken
 * Frame PartTaken  close               note                    note, send            -
 * Frame Have       close               note                    note, send            -
 * Frame Refused    close               note                    note, send            -
 * Frame Root       close               note                    drift: Heads,         -
 *                                                              Comparing
 * GovernanceSent   close               note                    note                  -
 * Frame Bye        Ended               Ended                   Ended                 -
 * Frame unknown    close               -                       -                     -
 * Frame malformed  close               close                   close                 -
 * Ingested         wrong call          answer                  answer, send          -
 * Grown            keep for later      note                    send                  -
 * Writable         note                note                    send                  -
 * Timer ROOT_CHECK timer               timer                   Root or drift, timer  -
 * Timer RETRY      -                   note                    send                  -
 * Opened           -                   note                    note                  -
 * Allowed          note                note, Heads again       Heads, Comparing      -
 *                                      once compared
 * Closed           Ended               Ended                   Ended                 -
 * </pre>
 *
 * Descending, the walk down a trie, does as Comparing does for the first time, but:
 *
 * <pre>
 * Frame Trie       with nodes: Trie again, and if that has none Flowing; without: Flowing;
 *                  more than one frame to say: Heads, Comparing; the ninth: close
 * Frame Heads      Heads, Comparing
 * Ingested, Allowed  cannot be: no run was handed out, and both may send
 * </pre>
 *
 * In Greeting and Flowing a Trie closes; in Comparing nothing is done with it.
 *
 * <p>«close» ends the session with a reason; «wrong call» is our own bug and throws.
 *
 * <p>A session is used once, in a line: after {@link #on} only {@link Step#next} may be used again.
 */
public sealed interface Session permits Greeting, Descending, Comparing, Flowing, Ended {

  /**
   * What a session is given.
   *
   * @param store read only; holds at least the heads that the inputs have named
   * @param channel what only this channel's two ends have in common: its handshake hash
   * @param maySend false if this side only receives until {@link Input.Allowed}
   * @param fewHeads {@link Limits#FEW_HEADS}, or fewer where few heads shall do for a trie
   */
  record Setup(EntryStore store, Bytes channel, boolean maySend, int fewHeads) {
    public Setup(EntryStore store, Bytes channel, boolean maySend) {
      this(store, channel, maySend, Limits.FEW_HEADS);
    }
  }

  /** A session that waits for {@link Input.Started}. */
  static Session open(Setup setup) {
    return new Greeting(new Exchange(setup));
  }

  /**
   * @param nowMs milliseconds on any clock that does not jump; only differences count
   * @throws StoreException if the store cannot be read; the session is over then
   */
  Step on(Input input, long nowMs) throws StoreException;

  Tally tally();
}
