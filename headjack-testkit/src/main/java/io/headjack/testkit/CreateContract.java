package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a creation refuses, and that nothing is left of it then. */
interface CreateContract {
    @Test
    default void create_nameTaken_isConflict(ContractFixture fixture) {
        ContainerSpec spec = fixture.spec().build();
        ContainerId first = fixture.runtime().create(spec);

        assertThatThrownBy(() -> fixture.runtime().create(spec)).isInstanceOf(ConflictException.class);
        assertThat(fixture.listed()).containsExactly(first);
    }

    @Test
    default void create_nameOfRemovedContainer_isFree(ContractFixture fixture) {
        ContainerSpec spec = fixture.spec().build();
        ContainerId first = fixture.runtime().create(spec);
        fixture.runtime().remove(first);
        ContainerId second = fixture.runtime().create(spec);

        assertThat(fixture.listed()).containsExactly(second);
    }

    @Test
    default void create_unknownFlag_isRefusedByName(ContractFixture fixture) {
        ContainerSpec spec =
                fixture.spec().flags(Map.of("headjack-unknown", List.of("1"))).build();

        assertThatThrownBy(() -> fixture.runtime().create(spec))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("headjack-unknown");
    }

    @Test
    default void create_unknownFlag_leavesNothing(ContractFixture fixture) {
        ContainerSpec spec =
                fixture.spec().flags(Map.of("headjack-unknown", List.of("1"))).build();

        assertThatThrownBy(() -> fixture.runtime().create(spec)).isInstanceOf(RuntimeException.class);
        assertThat(fixture.listed()).isEmpty();
        assertThat(fixture.runtime().find(spec.name())).isEmpty();
    }

    @Test
    @Needs(value = ContractFeature.IMAGES, refused = false)
    default void create_unknownImage_isNotFoundAndLeavesNothing(ContractFixture fixture) {
        ContainerSpec spec = ContainerSpec.builder(fixture.name(), "headjack-contract/none:1")
                .build();

        assertThatThrownBy(() -> fixture.runtime().create(spec)).isInstanceOf(NotFoundException.class);
        assertThat(fixture.runtime().find(spec.name())).isEmpty();
    }
}
