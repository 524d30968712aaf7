package io.headjack.internal.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.internal.catalog.Records;
import io.headjack.spi.Isolation;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.SpiVersion;
import io.headjack.spi.TerminalHost;
import io.headjack.testkit.FakeContainerRuntime;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TerminalsTest {
    private final Semaphore closed = new Semaphore(0);

    @Test
    void of_unusedForLong_isClosedAndOpenedAgainWhenAskedFor() throws Exception {
        try (Terminals terminals = new Terminals(provider(), Duration.ofMillis(100))) {
            Multiplexer first = terminals.of(world("aaaaaaaaaaaa"));

            assertThat(closed.tryAcquire(30, TimeUnit.SECONDS)).as("closed").isTrue();

            assertThat(terminals.of(world("aaaaaaaaaaaa"))).isNotSameAs(first);
            assertThat(closed.tryAcquire(30, TimeUnit.SECONDS))
                    .as("closed again")
                    .isTrue();
        }
    }

    @Test
    void of_usedAgainAndAgain_staysOpen() {
        try (Terminals terminals = new Terminals(provider(), Duration.ofMinutes(5))) {
            Multiplexer first = terminals.of(world("aaaaaaaaaaaa"));

            assertThat(terminals.of(world("aaaaaaaaaaaa"))).isSameAs(first);
            assertThat(terminals.of(world("bbbbbbbbbbbb"))).isNotSameAs(first);
            assertThat(closed.availablePermits()).isZero();
        }
        assertThat(closed.availablePermits()).isEqualTo(2);
    }

    @Test
    void hold_unusedForLong_staysOpenUntilNobodyHoldsIt() throws Exception {
        try (Terminals terminals = new Terminals(provider(), Duration.ofMillis(50))) {
            Terminals.Held one = terminals.hold(world("aaaaaaaaaaaa"));
            Terminals.Held other = terminals.hold(world("aaaaaaaaaaaa"));
            assertThat(other.multiplexer()).isSameAs(one.multiplexer());
            one.close();
            one.close();

            // What nobody holds is swept away meanwhile, several times.
            for (int i = 0; i < 3; i++) {
                terminals.of(world("bbbbbbbbbbbb"));
                assertThat(closed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(terminals.of(world("aaaaaaaaaaaa"))).isSameAs(other.multiplexer());

            other.close();
            assertThat(closed.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            assertThat(terminals.of(world("aaaaaaaaaaaa"))).isNotSameAs(other.multiplexer());
        }
    }

    private MultiplexerProvider provider() {
        return new MultiplexerProvider() {
            @Override
            public String id() {
                return "counted";
            }

            @Override
            public int spiVersion() {
                return SpiVersion.CURRENT;
            }

            @Override
            public Multiplexer open(TerminalHost host) {
                return multiplexer();
            }
        };
    }

    /** One that does nothing, and counts when it is closed. */
    private Multiplexer multiplexer() {
        return (Multiplexer) Proxy.newProxyInstance(
                Multiplexer.class.getClassLoader(), new Class<?>[] {Multiplexer.class}, (self, method, arguments) -> {
                    switch (method.getName()) {
                        case "close" -> closed.release();
                        case "onChange" -> {
                            return true;
                        }
                        case "equals" -> {
                            return self == arguments[0];
                        }
                        case "hashCode" -> {
                            return System.identityHashCode(self);
                        }
                        case "toString" -> {
                            return "counted";
                        }
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private static World world(String id) {
        return new World(
                Records.instance(id, "feat/x"),
                new FakeContainerRuntime(),
                Isolation.CONTAINER,
                Layout.CONTAINER,
                Path.of("/nowhere"));
    }
}
