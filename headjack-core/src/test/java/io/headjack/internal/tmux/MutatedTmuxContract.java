package io.headjack.internal.tmux;

import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.SpiVersion;
import io.headjack.spi.TerminalHost;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract on a mutant. Started by {@link TmuxContractCatchesMutantsIT} only, which says which one. */
@ExtendWith(MutatedTmuxContract.MutantByName.class)
class MutatedTmuxContract extends TmuxContractIT {
    static final String PARAMETER = "headjack.mutant";

    private final TmuxMutant mutant;

    MutatedTmuxContract(TmuxMutant mutant) {
        this.mutant = mutant;
    }

    @Override
    protected MultiplexerProvider provider() {
        return new MultiplexerProvider() {
            @Override
            public String id() {
                return "mutant";
            }

            @Override
            public int spiVersion() {
                return SpiVersion.CURRENT;
            }

            @Override
            public Multiplexer open(TerminalHost host) {
                return mutant.opening().apply(host);
            }
        };
    }

    @Override
    protected Duration patience() {
        // What does not come is what is looked for.
        return Duration.ofSeconds(3);
    }

    static final class MutantByName implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TmuxMutant.class;
        }

        @Override
        public TmuxMutant resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(PARAMETER).orElseThrow();
            return TmuxMutant.all().stream()
                    .filter(mutant -> mutant.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
