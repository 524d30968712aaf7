package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job and the contract as an ordinary user, in programs that run as one. */
@RequiresTool({"podman", "git", "useradd", "setpriv", "newuidmap"})
class RootlessIT {
    @TempDir
    private Path directory;

    private OrdinaryUser user;

    @BeforeEach
    void makeUser() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make a user to run as");
        user = OrdinaryUser.require();
    }

    @Test
    void mainJob_ofAnOrdinaryUser_isThatUsersInsideAndOutside() throws Exception {
        user.requireImage("docker.io/library/" + TestPodman.baseImage(directory.resolve("data")));

        String said = user.java(RootlessJob.class, user.directory("job").toString());

        assertThat(said.lines()).endsWith("all is well for " + user.id());
    }

    @Test
    @Tag("long")
    void contract_ofAnOrdinaryUser_holds() throws Exception {
        TestPodman.requireImage(directory);
        user.requireImage("docker.io/library/" + TestPodman.IMAGE);

        String said = user.java(RootlessContract.class);

        assertThat(said.lines()).endsWith("the contract holds");
    }
}
