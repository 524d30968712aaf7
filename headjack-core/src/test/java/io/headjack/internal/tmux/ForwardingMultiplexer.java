package io.headjack.internal.tmux;

import io.headjack.AttachMode;
import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.Screen;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import java.util.List;
import java.util.function.UnaryOperator;

/** A multiplexer that does what another does, for a mutant to break in one place. */
class ForwardingMultiplexer implements Multiplexer {
    protected final Multiplexer real;

    ForwardingMultiplexer(Multiplexer real) {
        this.real = real;
    }

    /** Starts something else than it was told to. */
    static ForwardingMultiplexer starting(Multiplexer real, UnaryOperator<TerminalSpec> breaking) {
        return new ForwardingMultiplexer(real) {
            @Override
            public void start(TerminalSpec spec) {
                real.start(breaking.apply(spec));
            }
        };
    }

    /** Lists something else than there is. */
    static ForwardingMultiplexer listing(Multiplexer real, UnaryOperator<List<TerminalInfo>> breaking) {
        return new ForwardingMultiplexer(real) {
            @Override
            public List<TerminalInfo> list() {
                return breaking.apply(real.list());
            }
        };
    }

    /** Takes one terminal for another. */
    static ForwardingMultiplexer naming(Multiplexer real, UnaryOperator<TerminalId> breaking) {
        return new ForwardingMultiplexer(real) {
            @Override
            public Delivery send(TerminalId terminal, String text) {
                return real.send(breaking.apply(terminal), text);
            }

            @Override
            public Screen screen(TerminalId terminal) {
                return real.screen(breaking.apply(terminal));
            }

            @Override
            public void kill(TerminalId terminal) {
                real.kill(breaking.apply(terminal));
            }
        };
    }

    /** Types something else than it was told to. */
    static ForwardingMultiplexer typing(Multiplexer real, UnaryOperator<String> breaking) {
        return new ForwardingMultiplexer(real) {
            @Override
            public Delivery send(TerminalId terminal, String text) {
                return real.send(terminal, breaking.apply(text));
            }
        };
    }

    /** Shows something else than there is. */
    static ForwardingMultiplexer showing(Multiplexer real, UnaryOperator<Screen> breaking) {
        return new ForwardingMultiplexer(real) {
            @Override
            public Screen screen(TerminalId terminal) {
                return breaking.apply(real.screen(terminal));
            }
        };
    }

    /** Attaches in another way than it was told to. */
    static ForwardingMultiplexer attaching(Multiplexer real, UnaryOperator<AttachSpec> breaking) {
        return new ForwardingMultiplexer(real) {
            @Override
            public RuntimeProcess attach(TerminalId terminal, AttachSpec spec) {
                return real.attach(terminal, breaking.apply(spec));
            }
        };
    }

    @Override
    public boolean isConnected() {
        return real.isConnected();
    }

    @Override
    public void connect() {
        real.connect();
    }

    @Override
    public boolean onChange(Runnable listener) {
        return real.onChange(listener);
    }

    @Override
    public void start(TerminalSpec spec) {
        real.start(spec);
    }

    @Override
    public List<TerminalInfo> list() {
        return real.list();
    }

    @Override
    public Delivery send(TerminalId terminal, String text) {
        return real.send(terminal, text);
    }

    @Override
    public Delivery submit(TerminalId terminal, String text) {
        return real.submit(terminal, text);
    }

    @Override
    public Delivery keys(TerminalId terminal, List<Key> keys) {
        return real.keys(terminal, keys);
    }

    @Override
    public Screen screen(TerminalId terminal) {
        return real.screen(terminal);
    }

    @Override
    public List<String> history(TerminalId terminal, int lines) {
        return real.history(terminal, lines);
    }

    @Override
    public void kill(TerminalId terminal) {
        real.kill(terminal);
    }

    @Override
    public RuntimeProcess attach(TerminalId terminal, AttachSpec spec) {
        return real.attach(terminal, spec);
    }

    @Override
    public List<String> attachCommand(TerminalId terminal, AttachMode mode) {
        return real.attachCommand(terminal, mode);
    }

    @Override
    public void close() {
        real.close();
    }
}
