package io.headjack.spi;

import java.time.Instant;

/**
 * A terminal as its multiplexer sees it. All of it comes from inside and may be a lie.
 *
 * @param id its name inside the multiplexer
 * @param ended whether its program has ended
 * @param attached how many clients of people are attached
 * @param lastOutput when it printed last, to the second
 */
public record TerminalInfo(TerminalId id, boolean ended, int attached, Instant lastOutput) {}
