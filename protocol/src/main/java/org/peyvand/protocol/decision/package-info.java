/**
 * Deciding together: proposals, ballots, methods, and the close that settles a vote for good.
 *
 * <p>Doors: {@link org.peyvand.protocol.decision.Decisions} folds entries into decisions and judges
 * every act, one's own and others', by the same rules; {@link org.peyvand.protocol.decision.Duties}
 * names what a teller's node writes by itself; {@link org.peyvand.protocol.decision.Roll} is what
 * this package asks of membership.
 *
 * <p>Acts of power are proposals with an effect. Nobody closes them: as soon as enough of the whole
 * electorate agree, anybody enacts them. Whether that counts, membership alone judges.
 *
 * <p>Invariant: whether an act counts depends on its own past alone. So any order of arrival gives
 * the same decisions, and what q confirmations have settled in some causally closed set is settled
 * in every larger one.
 *
 * <p>Closing is a quorum protocol in rounds (in the manner of Castro and Liskov, Practical
 * Byzantine Fault Tolerance, OSDI 1999): a close proposes a list, acknowledgements prepare it,
 * confirmations commit it, giving up changes the view. Two lists could settle only if more than f
 * tellers lied.
 */
package org.peyvand.protocol.decision;
