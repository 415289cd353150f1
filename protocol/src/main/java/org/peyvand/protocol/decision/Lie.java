package org.peyvand.protocol.decision;

import java.util.SortedSet;
import org.peyvand.protocol.id.EntryId;
import org.peyvand.protocol.id.MemberId;

/**
 * A teller broke a rule that its own node would have kept.
 *
 * @param rule which one
 * @param proof the signed entries that show it: one that breaks the rule by its own past, or two of
 *     a copied device that cannot both be honest
 */
public record Lie(MemberId teller, Refusal.Cause rule, SortedSet<EntryId> proof) {}
