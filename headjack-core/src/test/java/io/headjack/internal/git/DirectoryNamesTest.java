package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.BranchName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DirectoryNamesTest {

    @Test
    void ofBranch_plainName_isItself() {
        assertThat(DirectoryNames.ofBranch(new BranchName("feat-a.1_x"))).isEqualTo("feat-a.1_x");
    }

    @Test
    void ofBranch_namesThatLookAlike_differ() {
        String hashed = DirectoryNames.ofBranch(new BranchName("feat/a"));
        List<String> names = List.of("feat/a", "feat-a", "Feat/A", "FEAT/a", "feat/ü-x", "feat/ö-x", hashed);

        assertThat(names.stream()
                        .map(name -> DirectoryNames.ofBranch(new BranchName(name)))
                        .collect(Collectors.toSet()))
                .hasSameSizeAs(names)
                .allMatch(name -> name.matches("[a-z0-9._-]+"));
        assertThat(hashed).matches("feat-a-[0-9a-f]{8}");
    }

    @Test
    void ofBranch_longName_fitsIntoAFileName() {
        String first = DirectoryNames.ofBranch(new BranchName("x".repeat(200) + "1"));
        String second = DirectoryNames.ofBranch(new BranchName("x".repeat(200) + "2"));

        assertThat(first).isNotEqualTo(second);
        assertThat(first.getBytes(StandardCharsets.UTF_8).length).isLessThan(100);
    }

    @Test
    void ofRepository_sameNameElsewhere_differs() {
        String first = DirectoryNames.ofRepository(Path.of("/a/project"), Path.of("/a/project/.git"));
        String second = DirectoryNames.ofRepository(Path.of("/b/project"), Path.of("/b/project/.git"));

        assertThat(first).matches("project-[0-9a-f]{8}").isNotEqualTo(second);
    }

    @Test
    void ofRepository_strangeNames_staySafe() {
        assertThat(DirectoryNames.ofRepository(Path.of("/a/.git"), Path.of("/a/.git")))
                .matches("git-[0-9a-f]{8}");
        assertThat(DirectoryNames.ofRepository(Path.of("/a/x y\n\"z\".git"), Path.of("/a")))
                .matches("x-y--z--[0-9a-f]{8}");
    }
}
