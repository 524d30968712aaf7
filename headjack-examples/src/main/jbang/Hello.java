///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS io.headjack:headjack-api:0.1.0-SNAPSHOT
//DEPS io.headjack:headjack-core:0.1.0-SNAPSHOT
//DEPS io.headjack:headjack-docker:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import java.nio.file.Path;
import java.time.Duration;

/** One file that is a whole program: run it with jbang in a git repository. */
class Hello {
    public static void main(String[] arguments) {
        try (Headjack headjack = Headjack.open()) {
            Instance instance =
                    headjack.instances().in(Path.of(".")).branch("feat/hello").ensure();
            Session session = instance.sessions()
                    .command("sh", "-c", "echo Hello >hello.txt && git add . && git commit -m Hello")
                    .start();
            session.awaitExit(Duration.ofMinutes(5));
            session.log().tail(10).forEach(System.out::println);
            System.out.println(instance.git().collect());
            instance.remove();
        }
    }
}
