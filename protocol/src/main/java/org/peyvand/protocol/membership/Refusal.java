package org.peyvand.protocol.membership;

/** Why an act counts for nothing. The detail says expected and found. */
public record Refusal(Ground ground, String detail) {}
