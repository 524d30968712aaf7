package io.headjack.docker.hostile;

import com.sun.net.httpserver.HttpServer;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys of the configuration that name programs: git inside obeys them, and no git outside reads them. */
@RequiresTool({"docker", "git", "script"})
class ConfigurationIT {
    @TempDir
    static Path directory;

    private static Site site;
    private static HttpServer asking;

    @BeforeAll
    static void open() throws IOException {
        asking = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        asking.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        asking.start();
        site = new Site(directory);
    }

    @AfterAll
    static void close() {
        asking.stop(0);
        site.close();
    }

    static List<Attack> attacks() {
        return Configuration.attacks(asking.getAddress().getPort());
    }

    @BeforeEach
    void heal() {
        site.heal();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void key_setInside_runsNothingOutside(Attack attack) {
        site.withstandsAlone(attack);
    }

    @Test
    @Vector("all of these keys at once")
    void keys_allSetInside_runNothingWhenTheInstanceIsStoppedAndRemoved() {
        site.withstands(new Attack(
                "all of these keys at once",
                attacks().stream()
                        .map(each -> "(" + each.plant() + "\n) || true")
                        .collect(Collectors.joining("\n")),
                List.of(List.of("status"))));
        site.instance.stop();
        site.work.all(List.of());
    }
}
