package io.headjack;

import java.time.Instant;
import java.util.Optional;

/**
 * What a session's program seems to be doing, and why that is thought. It is read from what the program prints, so it may
 * be wrong, and what comes from inside may be a lie.
 *
 * @param activity what it seems to be doing
 * @param since since when at least: when it printed last, or was started
 * @param evidence why, in words for a person
 * @param question what it asks, in its own words, where it waits for a person and a question was found
 */
public record SessionActivity(Activity activity, Instant since, String evidence, Optional<String> question) {}
