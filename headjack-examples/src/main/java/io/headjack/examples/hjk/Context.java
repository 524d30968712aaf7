package io.headjack.examples.hjk;

import io.headjack.Headjack;

/**
 * What a verb gets from the command line around it.
 *
 * @param globals the options that every verb takes
 * @param console where it prints and asks
 * @param opener how it gets to Headjack
 * @param handover how it hands the terminal to a session
 */
record Context(Globals globals, Console console, Opener opener, Handover handover) {
    Headjack open() {
        return opener.open(globals, new Spinner(console));
    }
}
