package io.headjack.testkit;

import io.headjack.spi.ContainerRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The contract on a mutant. Started by {@link ContractCatchesMutantsTest} only, which says which one. */
@ExtendWith(MutatedFakeContract.MutantByName.class)
class MutatedFakeContract extends ContainerRuntimeContract {
    static final String PARAMETER = "headjack.mutant";

    /** Not broken at all: what fails on it fails for another reason than a mutant. */
    static final Mutant SOUND = Mutant.of("sound", ForwardingRuntime::new);

    private final FakeContainerRuntime fake = new FakeContainerRuntime().addImage("base:1");
    private final Mutant mutant;
    private boolean mutated;

    MutatedFakeContract(Mutant mutant) {
        this.mutant = mutant;
    }

    // The first is what the test tests; the others watch and clean up.
    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        ContainerRuntime runtime = fake.reconnect();
        if (mutated) {
            return runtime;
        }
        mutated = true;
        return mutant.breaking().apply(runtime);
    }

    @Override
    protected String image() {
        return "base:1";
    }

    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.allOf(ContractFeature.class);
    }

    @Override
    protected ContractPrograms programs() {
        return new FakePrograms();
    }

    @Override
    protected OptionalLong engineCalls() {
        return OptionalLong.of(fake.engineCalls());
    }

    @Override
    protected Duration patience() {
        // What hangs is what is looked for; what is sound must not fail for a slow machine.
        return Duration.ofSeconds(mutant.equals(SOUND) ? 30 : 1);
    }

    static final class MutantByName implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Mutant.class;
        }

        @Override
        public Mutant resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(PARAMETER).orElseThrow();
            return Stream.concat(Mutant.all().stream(), Stream.of(SOUND))
                    .filter(mutant -> mutant.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
