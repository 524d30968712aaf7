package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.RemoveOption;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A repository, an open Headjack, and what every test of awkward input checks at its end: that nothing is left. */
final class Hurting implements AutoCloseable {
    /** What breaks quoting, formats, shells, mounts and lines somewhere. */
    static final List<String> TEXTS = List.of(
            "it's \"quoted\" and `ticked`",
            "two\nlines\r\n\tand a tab\n",
            "a trailing ;",
            "; rm -rf x & true | false > y",
            "$(touch executed) ${HOME} $$ `touch executed`",
            "#{pane_id} #(touch executed) #S ##",
            "-leading-dash",
            "--",
            " leading and trailing spaces ",
            "%1 @2 $3 =x: ~ ! * ? [a] {b,c} \\ \\n \\073",
            "ü 漢字 🚀 e\u0301 \u202e",
            "\u001b[31mred\u001b[0m\u0007\b\u007f",
            "@file");

    final TempRepository repository;
    final Headjack headjack;
    private final Path data;

    Hurting(Path data, TempRepository repository) {
        this.data = data;
        this.repository = repository;
        repository.commit("First", Map.of("a.txt", "a\n"));
        this.headjack = Job.open(data);
    }

    Instance instance(String branch) {
        return headjack.instances().in(repository.directory()).branch(branch).ensure();
    }

    @Override
    public void close() {
        try (headjack;
                repository;
                ContainerRuntime engine = Job.engine(data)) {
            for (InstanceInfo each : headjack.instances().list()) {
                headjack.instances().get(each.id()).remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
            assertThat(Job.remains(engine, headjack.catalog().id())).isEmpty();
            assertThat(repository.git("worktree", "list", "--porcelain", "-z").split("\0\0"))
                    .hasSize(1);
        }
    }
}
