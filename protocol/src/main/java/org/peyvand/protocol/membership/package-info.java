/**
 * Who is in, by what right, and which act decided it.
 *
 * <p>Doors: {@link org.peyvand.protocol.membership.MembershipView} takes governance facts and
 * answers who the members are, now or in the past of any entry; {@link
 * org.peyvand.protocol.membership.InviteSeed} and {@link
 * org.peyvand.protocol.membership.JoinRequest} are the two halves of joining.
 *
 * <p>The state is a pure function of the causally closed set of facts: no rule reads a clock, an
 * order of arrival or anything local.
 */
package org.peyvand.protocol.membership;
