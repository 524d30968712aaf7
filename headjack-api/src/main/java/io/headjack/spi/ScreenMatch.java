package io.headjack.spi;

import io.headjack.Activity;

/**
 * What a pattern has found on a screen. It comes from inside and may be a lie.
 *
 * @param activity what the pattern stands for: waiting, working or idle
 * @param text what it asks, or else what was found; without blanks around it and at most 1 000 characters long
 */
public record ScreenMatch(Activity activity, String text) {}
