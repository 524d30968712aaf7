package io.headjack.internal.tmux;

import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.SpiVersion;
import io.headjack.spi.TerminalHost;
import java.time.Duration;

/** The multiplexer {@code tmux}, 3.2 or newer. */
public final class TmuxProvider implements MultiplexerProvider {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** For {@link java.util.ServiceLoader}. */
    public TmuxProvider() {}

    @Override
    public String id() {
        return "tmux";
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public Multiplexer open(TerminalHost host) {
        return new TmuxMultiplexer(host, new TmuxServer(host, DEADLINE), DEADLINE);
    }
}
