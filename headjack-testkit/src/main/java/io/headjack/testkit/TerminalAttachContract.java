package io.headjack.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.AttachMode;
import io.headjack.TerminalSize;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** People who come, see, type and go. */
interface TerminalAttachContract {
    @Test
    default void attach_person_seesTheScreenAndTypes(TerminalFixture fixture) throws IOException {
        TerminalId terminal = fixture.script("talk", "echo hello; read -r line; echo \"got $line\"; exec sleep 1000");
        fixture.awaitLog("talk", "hello");
        try (Person person = Person.attach(fixture, terminal, AttachMode.INTERACTIVE)) {
            person.awaitSeen("hello");
            person.type("a line\r");
            fixture.awaitLog("talk", "got a line");
            person.awaitSeen("got a line");
        }
    }

    @Test
    default void attach_readOnly_typesNothing(TerminalFixture fixture) throws IOException {
        TerminalId terminal =
                fixture.script("watched", "echo hello; read -r line; echo \"got $line\"; exec sleep 1000");
        fixture.awaitLog("watched", "hello");
        try (Person person = Person.attach(fixture, terminal, AttachMode.READ_ONLY)) {
            person.awaitSeen("hello");
            person.type("not typed\r");
            fixture.multiplexer().submit(terminal, "typed");
            fixture.awaitLog("watched", "got ");
        }

        assertThat(fixture.read("watched.log")).contains("got typed").doesNotContain("not");
    }

    @Test
    default void attach_size_isThePersons(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("size", "echo ready; while read -r line; do stty size; done");
        fixture.awaitLog("size", "ready");
        try (Person person = Person.attach(fixture, terminal, AttachMode.INTERACTIVE)) {
            fixture.eventually(
                    "the person's size",
                    () -> fixture.multiplexer().screen(terminal).size().equals(Person.SIZE));
            fixture.multiplexer().submit(terminal, "");

            fixture.awaitLog("size", Person.SIZE.rows() + " " + Person.SIZE.columns());
        }
    }

    @Test
    default void attach_people_areCounted(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("cat", "cat");
        assertThat(fixture.info(terminal).attached()).isZero();
        try (Person person = Person.attach(fixture, terminal, AttachMode.INTERACTIVE)) {
            fixture.eventually("one person", () -> fixture.info(terminal).attached() == 1);
        }

        fixture.eventually("no person", () -> fixture.info(terminal).attached() == 0);
    }

    @Test
    default void attach_closed_leavesTheProgramRunning(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("cat", "cat");
        Person.attach(fixture, terminal, AttachMode.INTERACTIVE).close();
        fixture.multiplexer().submit(terminal, "still here");

        fixture.awaitLog("cat", "still here");
        assertThat(fixture.info(terminal).ended()).isFalse();
    }

    @Test
    default void attach_programEnds_endsWithZero(TerminalFixture fixture) {
        TerminalId terminal = fixture.script("ending", "read -r line; exit 9");
        try (Person person = Person.attach(fixture, terminal, AttachMode.INTERACTIVE)) {
            fixture.eventually("one person", () -> fixture.info(terminal).attached() == 1);
            fixture.multiplexer().submit(terminal, "");

            assertThat(person.client.await(fixture.patience()).code()).isZero();
        }
    }

    @Test
    default void attachCommand_mode_isAProgramOfTheHostForEach(TerminalFixture fixture) {
        TerminalId terminal = fixture.start("cat", "cat");

        assertThat(fixture.multiplexer().attachCommand(terminal, AttachMode.INTERACTIVE))
                .isNotEmpty()
                .isNotEqualTo(fixture.multiplexer().attachCommand(terminal, AttachMode.READ_ONLY));
    }

    /** Somebody at a terminal of another size than the default. */
    final class Person implements AutoCloseable {
        static final TerminalSize SIZE = new TerminalSize(100, 31);

        private final TerminalFixture fixture;
        private final RuntimeProcess client;
        private final ByteArrayOutputStream seen = new ByteArrayOutputStream();

        private Person(TerminalFixture fixture, RuntimeProcess client) {
            this.fixture = fixture;
            this.client = client;
            Thread reader = new Thread(this::read, "headjack-contract-person");
            reader.setDaemon(true);
            reader.start();
        }

        static Person attach(TerminalFixture fixture, TerminalId terminal, AttachMode mode) {
            return new Person(
                    fixture, fixture.multiplexer().attach(terminal, new AttachSpec(SIZE, mode, "xterm-256color")));
        }

        private void read() {
            try {
                client.stdout().transferTo(seen);
            } catch (IOException e) {
                // Closed: what was seen was seen.
                return;
            }
        }

        void awaitSeen(String text) {
            fixture.eventually(
                    "a person who sees " + text, () -> seen.toString(UTF_8).contains(text));
        }

        void type(String text) throws IOException {
            client.stdin().write(text.getBytes(UTF_8));
            client.stdin().flush();
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
