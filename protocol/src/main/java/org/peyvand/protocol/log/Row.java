package org.peyvand.protocol.log;

import java.util.Optional;
import org.peyvand.protocol.id.Bytes;

/** A change of one view row; an empty value removes it. */
public record Row(Table table, Bytes key, Optional<Bytes> value) {}
