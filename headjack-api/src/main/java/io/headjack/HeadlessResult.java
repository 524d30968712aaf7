package io.headjack;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What an agent did without a terminal. It comes from inside the instance and may be a lie.
 *
 * @param text its answer
 * @param cost what it cost in US dollars, where the agent tells
 * @param turns how often its model was asked, where the agent tells
 * @param conversation what the agent calls the conversation, for its own option to go on with that, where it tells
 * @param exit how it ended; one that failed may have an answer all the same, which then says why
 */
public record HeadlessResult(
        String text, OptionalDouble cost, OptionalInt turns, Optional<String> conversation, ExitStatus exit) {}
