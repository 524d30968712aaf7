package io.headjack.internal.tmux;

import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalHost;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One thing that a multiplexer can get wrong, and the tests of the contract that must notice. */
record TmuxMutant(String name, Function<TerminalHost, Multiplexer> opening, List<String> killedBy) {
    static TmuxMutant of(String name, UnaryOperator<Multiplexer> breaking, String... killedBy) {
        return ofHost(name, host -> breaking.apply(new TmuxProvider().open(host)), killedBy);
    }

    static TmuxMutant ofHost(String name, Function<TerminalHost, Multiplexer> opening, String... killedBy) {
        return new TmuxMutant(name, opening, List.of(killedBy));
    }

    static List<TmuxMutant> all() {
        return Stream.of(StartMutants.all(), ListMutants.all(), InputMutants.all(), ScreenMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
