/**
 * A second resolver, slow and plain, written from docs/membership.md alone: the oracle against
 * which the real one is compared. It shares no code with it but the codec of requests and the ids.
 */
package org.peyvand.protocol.membership.naive;
