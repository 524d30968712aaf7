package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finding and listing. */
interface ListingContract {
    @Test
    default void find_nameOrId_isTheContainer(ContractFixture fixture) {
        ContainerSpec spec = fixture.spec().build();
        ContainerId container = fixture.runtime().create(spec);

        assertThat(fixture.runtime().find(spec.name()))
                .get()
                .extracting(ContainerInfo::id)
                .isEqualTo(container);
        assertThat(fixture.runtime().find(container.value()))
                .get()
                .extracting(ContainerInfo::name)
                .isEqualTo(spec.name());
    }

    @Test
    default void find_beginningOfNameOrId_isEmpty(ContractFixture fixture) {
        ContainerSpec spec = fixture.spec().build();
        String id = fixture.runtime().create(spec).value();

        assertThat(fixture.runtime().find(id.substring(0, id.length() - 1))).isEmpty();
        assertThat(fixture.runtime().find(spec.name().substring(0, spec.name().length() - 1)))
                .isEmpty();
    }

    @Test
    default void find_unknownName_isEmpty(ContractFixture fixture) {
        assertThat(fixture.runtime().find(fixture.name())).isEmpty();
    }

    @Test
    default void find_container_tellsImageAndTime(ContractFixture fixture) {
        ContainerInfo info = fixture.runtime().find(fixture.create().value()).orElseThrow();

        assertThat(info.image()).isEqualTo(fixture.image());
        assertThat(Duration.between(info.createdAt(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
    }

    @Test
    default void list_containersInEveryState_hasThemAll(ContractFixture fixture) {
        ContainerId created = fixture.create();
        ContainerId running = fixture.running();
        ContainerId stopped = fixture.running();
        fixture.runtime().stop(stopped, Duration.ofSeconds(5));

        Map<ContainerId, ContainerState> states = new HashMap<>();
        fixture.runtime().list(fixture.labels()).forEach(info -> states.put(info.id(), info.state()));
        assertThat(states)
                .isEqualTo(Map.of(
                        created, ContainerState.CREATED,
                        running, ContainerState.RUNNING,
                        stopped, ContainerState.STOPPED));
    }

    @Test
    default void list_labels_areReturnedAsTheyWere(ContractFixture fixture) {
        Map<String, String> labels = new HashMap<>(fixture.labels());
        labels.put("io.headjack.testkit.odd", "a=b, \"c\" 'd' \\ $e é\n");
        labels.put("io.headjack.testkit.empty", "");
        ContainerSpec.Builder spec = fixture.spec();
        labels.forEach(spec::label);
        fixture.runtime().create(spec.build());

        // An image may add labels of its own.
        assertThat(fixture.runtime().list(fixture.labels()))
                .singleElement()
                .satisfies(info -> assertThat(info.labels()).containsAllEntriesOf(labels));
    }

    @Test
    default void list_severalLabels_allMustMatch(ContractFixture fixture) {
        fixture.create();
        ContainerId both = fixture.runtime()
                .create(fixture.spec()
                        .label("io.headjack.testkit.side", "left=1")
                        .build());
        Map<String, String> wanted = new HashMap<>(fixture.labels());
        wanted.put("io.headjack.testkit.side", "left=1");

        assertThat(fixture.runtime().list(wanted)).extracting(ContainerInfo::id).containsExactly(both);
        wanted.put("io.headjack.testkit.side", "left");
        assertThat(fixture.runtime().list(wanted)).isEmpty();
    }

    @Test
    default void list_severalContainers_asksTheEngineOnce(ContractFixture fixture) {
        fixture.create();
        fixture.create();
        fixture.create();
        long before = fixture.engineCalls().orElse(0);
        fixture.runtime().list(fixture.labels());

        assertThat(fixture.engineCalls().orElse(1) - before).isEqualTo(1);
    }
}
