package io.headjack.internal.core;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.internal.instance.Terminals;
import io.headjack.internal.os.Environment;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.TerminalHost;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BiConsumer;

/** Real multiplexers that tell each call, by the name of the method and the socket of the multiplexer. */
final class ToldMultiplexers implements MultiplexerProvider {
    private final MultiplexerProvider real;
    private final BiConsumer<String, String> told;

    private ToldMultiplexers(MultiplexerProvider real, BiConsumer<String, String> told) {
        this.real = real;
        this.told = told;
    }

    /** Opens a Headjack that uses them, and closes those that were not used for a while. */
    static Headjack open(Path dataDirectory, Duration unused, BiConsumer<String, String> told) {
        return Wiring.open(
                new HeadjackConfiguration(
                        dataDirectory, null, "local", null, null, Clock.systemUTC(), new HeadjackListener() {}),
                Environment.ofThisProcess(),
                multiplexers -> new Terminals(new ToldMultiplexers(multiplexers, told), unused));
    }

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public int spiVersion() {
        return real.spiVersion();
    }

    @Override
    public Multiplexer open(TerminalHost host) {
        told.accept("open", host.socket());
        Multiplexer multiplexer = real.open(host);
        return (Multiplexer) Proxy.newProxyInstance(
                Multiplexer.class.getClassLoader(), new Class<?>[] {Multiplexer.class}, (self, method, arguments) -> {
                    told.accept(method.getName(), host.socket());
                    return method.invoke(multiplexer, arguments);
                });
    }
}
