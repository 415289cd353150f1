package org.peyvand.node.handler;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peyvand.protocol.id.Bytes;
import org.peyvand.protocol.membership.JoinRequest;
import org.peyvand.protocol.words.SixWords;
import org.peyvand.protocol.words.WordList;

/**
 * The six words of requests to join. Each is a slow hash over 64 MiB, so that it is computed once a
 * request, one at a time, and never on the engine's thread. Any other thread may ask.
 */
final class RequestWords {
  /** Requests whose words are kept, the last asked for. */
  static final int KEPT = 256;

  private final Map<Bytes, List<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, List<String>> eldest) {
          return size() > KEPT;
        }
      };

  /** By its id, which is a digest of the whole request. */
  synchronized List<String> of(JoinRequest request) {
    return known.computeIfAbsent(
        request.id(), id -> SixWords.of(request.wordsDigest(), WordList.english()));
  }
}
