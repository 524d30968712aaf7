package io.headjack.testkit;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.spi.RuntimeProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A process that does what another does, for a mutant to break in one place. */
class ForwardingProcess implements RuntimeProcess {
    protected final RuntimeProcess real;

    ForwardingProcess(RuntimeProcess real) {
        this.real = real;
    }

    @Override
    public OutputStream stdin() {
        return real.stdin();
    }

    @Override
    public InputStream stdout() {
        return real.stdout();
    }

    @Override
    public InputStream stderr() {
        return real.stderr();
    }

    @Override
    public void resize(TerminalSize size) {
        real.resize(size);
    }

    @Override
    public ExitStatus await(Duration timeout) {
        return real.await(timeout);
    }

    @Override
    public void close() {
        real.close();
    }
}
