package io.headjack.examples.hjk;

import io.headjack.Configuration;
import io.headjack.Headjack;
import java.util.Optional;

/**
 * What a verb gets from the command line around it.
 *
 * @param globals the options that every verb takes
 * @param console where it prints and asks
 * @param opener how it gets to Headjack
 * @param handover how it hands the terminal to a session
 */
record Context(Globals globals, Console console, Opener opener, Handover handover) {
    /** Opens nothing: also for where that fails because of it. */
    Configuration configuration() {
        return globals.configuration();
    }

    /** Returns the agent that is started when none is named. */
    Optional<String> defaultAgent() {
        return configuration().get("default.agent").value();
    }

    Headjack open() {
        return opener.open(globals, new Spinner(console));
    }
}
