package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.Network;
import io.headjack.Posture;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the engine says that an instance reaches, also where that is not what was asked for. */
@RequiresTool({"docker", "git"})
class PostureIT {
    private static final List<String> USUAL =
            List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "SETGID", "SETUID");

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on(TestRuntime.ID);

    private TempRepository repository;
    private Headjack headjack;
    private ContainerRuntime engine;

    @BeforeEach
    void open() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = own.headjack();
        engine = Job.engine(own.dataDirectory());
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    private InstanceRequest request() {
        return headjack.instances().in(repository.directory()).branch("feat/x");
    }

    @Test
    void posture_ofAnInstanceAsItIsMade_isClosed() {
        Instance instance = request().environment("TOKEN", "x").ensure();

        Posture posture = instance.posture();

        assertThat(posture.isolated()).isTrue();
        assertThat(posture.engineReachable()).isFalse();
        assertThat(posture.git()).isEqualTo(Posture.Git.PRIVATE);
        assertThat(posture.capabilities()).containsExactlyInAnyOrderElementsOf(USUAL);
        assertThat(posture.newPrivileges()).isFalse();
        assertThat(posture.devices()).isEmpty();
        assertThat(posture.ports()).isEmpty();
        assertThat(posture.hostNamespaces()).isEmpty();
        assertThat(posture.files())
                .filteredOn(Posture.File::writable)
                .extracting(Posture.File::path)
                .containsExactlyInAnyOrder("/workspace", "/headjack/git", "/headjack/logs", "/headjack/run", "/root");
        assertThat(posture.files())
                .filteredOn(each -> !each.writable())
                .extracting(Posture.File::path)
                .containsExactlyInAnyOrder("/workspace/.git", "/headjack/objects");
        assertThat(posture.limits()).contains(new Posture.Limit("processes", 4096, true));
        assertThat(posture.secrets()).anyMatch(each -> each.contains("/root")).anyMatch(each -> each.endsWith("TOKEN"));
        assertThat(posture.lines())
                .contains("engine: out of reach", "devices: none", "git: its own; the host's objects can be read");

        instance.stop();
        assertThat(instance.posture().files()).isEqualTo(posture.files());
    }

    @Test
    @Tag("long")
    void posture_ofAnInstanceWithSettings_hasThem() {
        Instance instance = request()
                .network(Network.NONE)
                .memory(300L << 20)
                .cpus(1.5)
                .flag("device", List.of("/dev/fuse"))
                .flag("cap-add", List.of("NET_RAW"))
                .mount(Path.of("/usr/share"), "/share")
                .ensure();

        Posture posture = instance.posture();

        assertThat(posture.network()).isEqualTo("none");
        assertThat(posture.devices()).containsExactly("/dev/fuse");
        assertThat(posture.capabilities()).contains("NET_RAW").hasSize(USUAL.size() + 1);
        assertThat(posture.files()).contains(new Posture.File("/share", "/usr/share", false));
        assertThat(posture.limits())
                .contains(new Posture.Limit("memory", 300L << 20, true), new Posture.Limit("processors", 1.5, true));
    }

    /** Somebody has put another container in the place of the instance's. */
    @Test
    void posture_ofAContainerThatNobodyAskedFor_saysWhatItReaches() {
        Instance instance = request().ensure();
        ContainerInfo made = engine.find(instance.info().container()).orElseThrow();
        Path socket = TestRuntime.socket(own.dataDirectory());
        engine.remove(made.id());
        ContainerSpec.Builder spec = ContainerSpec.builder(
                        made.name(), instance.info().image())
                .mount(Mount.readOnlyBind(socket, "/engine.sock"))
                .mount(Mount.bind(repository.gitDirectory(), "/git"));
        made.labels().forEach(spec::label);
        ContainerId unused = engine.create(spec.build());

        Posture posture = instance.posture();

        assertThat(posture.engineReachable()).isTrue();
        assertThat(posture.git()).isEqualTo(Posture.Git.HOST);
        assertThat(posture.lines()).anyMatch(each -> each.startsWith("engine: can be given orders"));
    }
}
