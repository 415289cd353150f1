package org.peyvand.protocol.log;

import org.peyvand.protocol.entry.SignedEntry;

/** An entry and the place that it takes. */
public record Placed(Place place, SignedEntry signed) {}
