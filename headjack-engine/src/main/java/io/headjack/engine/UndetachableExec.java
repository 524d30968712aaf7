package io.headjack.engine;

import com.github.dockerjava.core.command.ExecCreateCmdImpl;
import io.headjack.spi.ContainerId;
import java.util.Collections;

/**
 * The creation of an exec with keys to detach that nobody presses. The engine's own are Control-P and Control-Q, so it
 * keeps each Control-P until it has seen the next key, and programs use that key. docker-java has no setter for them.
 */
final class UndetachableExec extends ExecCreateCmdImpl {
    /** Of these only the first key is ever kept back; there is no way to ask for no keys at all. */
    static final String KEYS = String.join(",", Collections.nCopies(16, "ctrl-^"));

    private static final long serialVersionUID = 1L;

    UndetachableExec(Exec engine, ContainerId container) {
        super(engine, container.value());
    }

    /** Read by docker-java when it writes the request; engines do not care how a member's first letter is written. */
    public String getDetachKeys() {
        return KEYS;
    }
}
