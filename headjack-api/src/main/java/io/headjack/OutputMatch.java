package io.headjack;

import java.util.regex.MatchResult;

/**
 * Output of a session that was waited for. It was written by whoever works in the instance.
 *
 * @param line the line that matched, as readable text
 * @param match what matched in it, with its groups
 * @param next the place in the log behind what was looked at, in bytes from its beginning: where to go on looking
 */
public record OutputMatch(String line, MatchResult match, long next) {}
