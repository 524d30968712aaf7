package io.headjack.docker.hostile;

import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that git runs because a file has a name, or because attributes say so. */
@RequiresTool({"docker", "git"})
class HooksIT {
    @TempDir
    static Path directory;

    private static Site site;

    @BeforeAll
    static void open() {
        site = new Site(directory);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @BeforeEach
    void heal() {
        site.heal();
    }

    @Test
    @Vector("hooks in the git directory")
    void hooks_inTheGitDirectory_runInsideOnly() {
        site.withstands(Attack.of("hooks", """
                hooks=$(git rev-parse --git-common-dir)/hooks
                mkdir -p "$hooks"
                for name in applypatch-msg commit-msg fsmonitor-watchman post-applypatch post-checkout post-commit \\
                    post-index-change post-merge post-rewrite pre-applypatch pre-auto-gc pre-commit pre-merge-commit \\
                    pre-push pre-rebase prepare-commit-msg reference-transaction; do
                  ln -sf "$CANARY" "$hooks/$name"
                done
                """, "commit --allow-empty -m x"));
    }

    @Test
    @Vector("attributes in the git directory and in the home")
    void attributes_inPlacesThatAreNotCommitted_countInsideOnly() {
        site.withstands(Attack.of("attributes", """
                echo changed >> a.txt
                mkdir -p "$(git rev-parse --git-common-dir)/info" "$HOME/.config/git"
                echo '*.txt filter=evil diff=evil' >> "$(git rev-parse --git-common-dir)/info/attributes"
                echo '*.txt filter=evil diff=evil' > "$HOME/.config/git/attributes"
                git config --global filter.evil.clean "$CANARY"
                git config --global diff.evil.textconv "$CANARY"
                """, "diff"));
    }

    @Test
    @Vector(".gitattributes, committed")
    void attributes_committed_nameNoProgramOfTheHost() {
        site.withstands(Attack.of("committed attributes", """
                printf '* filter=evil diff=evil merge=evil\\n' > .gitattributes
                git config filter.evil.smudge "$CANARY"
                git config filter.evil.clean "$CANARY"
                git config diff.evil.command "$CANARY"
                git add .gitattributes
                git commit -q -m Attributes
                echo changed >> a.txt
                """, "diff", "checkout HEAD -- a.txt"));
    }
}
