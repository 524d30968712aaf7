package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A shell in session {@code work} of branch {@code b}, and the command line that sees it. */
final class WorkSession implements AutoCloseable {
    private final TempRepository repository;
    private final Headjack headjack;
    private final Instance instance;
    private final Session session;
    private final HjkScript hjk;

    WorkSession(Path directory, String runtime) throws IOException {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .runtime(runtime)
                .open();
        instance = headjack.instances().in(repository.directory()).branch("b").ensure();
        session = instance.sessions()
                .command("env", "PS1=inside>", "bash", "--norc", "--noprofile")
                .name("work")
                .start();
        hjk = new HjkScript(directory, repository.directory());
    }

    Session session() {
        return session;
    }

    HjkScript hjk() {
        return hjk;
    }

    @Override
    public void close() {
        instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        headjack.close();
        repository.close();
    }
}
