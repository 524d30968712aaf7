package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.command.CreateContainerCmdImpl;
import io.headjack.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineFlagTest {
    private final HostConfig host = HostConfig.newHostConfig().withCapAdd(Capability.KILL);
    private final CreateContainerCmd create = new CreateContainerCmdImpl(
            command -> {
                throw new AssertionError("nothing is sent");
            },
            DefaultDockerClientConfig.createDefaultConfigBuilder().build().effectiveAuthConfig("x"),
            "x");

    @Test
    void document_tableOfFlags_isTheTableOfTheCode() throws Exception {
        List<String> documented = Files.readAllLines(Path.of("../docs/runtime-flags.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(EngineFlag.values())
                        .map(flag -> "| `" + flag.flag() + "` | " + flag.form() + " | "
                                + (flag.isRepeatable() ? "yes" : "no") + " | " + flag.meaning() + " |")
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "add-host, db:10.0.0.1",
        "cap-add, SYS_PTRACE",
        "'cpuset-cpus', '0-1,3'",
        "device, /dev/fuse",
        "dns, 1.1.1.1",
        "dns-search, example.org",
        "gpus, all",
        "group-add, video",
        "hostname, box-1",
        "pids-limit, 100",
        "publish, 8080:80",
        "runtime, runsc",
        "shm-size, 64m",
        "sysctl, net.ipv4.ip_unprivileged_port_start=0",
        "ulimit, nofile=1024:2048"
    })
    void apply_wellFormed_isAccepted(String flag, String value) {
        EngineFlag.apply(Map.of(flag, List.of(value)), create, host);

        assertThat(EngineFlag.values()).extracting(EngineFlag::flag).contains(flag);
    }

    @ParameterizedTest
    @CsvSource({
        "privileged, true",
        "security-opt, seccomp=unconfined",
        "pid, host",
        "Cap-Add, NET_RAW",
        "cap-add, SYS_ADMIN",
        "cap-add, ALL",
        "device, /dev/sda",
        "device, /dev/dri/../sda",
        "sysctl, kernel.core_pattern=x",
        "publish, 80",
        "publish, 80:99999",
        "pids-limit, 1",
        "shm-size, -1",
        "gpus, none",
        "hostname, a b"
    })
    void apply_unknownOrMalformed_isRefusedWithTheKnownOnes(String flag, String value) {
        assertThatThrownBy(() -> EngineFlag.apply(Map.of(flag, List.of(value)), create, host))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(flag)
                .hasMessageContaining("Known flags: add-host, cap-add");
    }

    @Test
    void apply_noValueOrTooMany_isRefused() {
        assertThatThrownBy(() -> EngineFlag.apply(Map.of("dns", List.of()), create, host))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> EngineFlag.apply(Map.of("hostname", List.of("a", "b")), create, host))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("one value");
    }

    @Test
    void apply_capAdd_keepsTheShortList() {
        EngineFlag.apply(Map.of("cap-add", List.of("NET_RAW", "NET_RAW")), create, host);

        assertThat(host.getCapAdd()).containsExactly(Capability.KILL, Capability.NET_RAW);
    }

    @Test
    void apply_publishWithoutAddress_staysOnThisHost() {
        EngineFlag.apply(Map.of("publish", List.of("8080:80")), create, host);

        assertThat(host.getPortBindings().getBindings().values())
                .singleElement()
                .satisfies(bindings -> assertThat(bindings[0].getHostIp()).isEqualTo("127.0.0.1"));
    }
}
