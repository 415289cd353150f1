package org.peyvand.protocol.entry;

/** What a network is for; each needs more joint decision than the one before. */
public enum Purpose {
  INFORMATION,
  COORDINATION,
  FUNDING,
  CAMPAIGN,
  ALLIANCE
}
