package io.headjack.docker.hostile;

import java.util.List;

/** Every key of git's configuration that names a program, and what has git run it. */
final class Configuration {
    private static final String CHANGED = "echo changed >> a.txt; echo changed >> keep.txt; ";

    private Configuration() {}

    static List<Attack> attacks(int port) {
        return List.of(
                Attack.of("core.fsmonitor", "git config core.fsmonitor \"$CANARY\"", "status"),
                Attack.of("core.hooksPath", """
                        evil=$(git rev-parse --git-common-dir)/evil-hooks
                        mkdir "$evil"
                        ln -s "$CANARY" "$evil/post-checkout"
                        git config core.hooksPath "$evil"
                        """, "checkout --detach"),
                remote("core.sshCommand", "ssh://nowhere/x", "git config core.sshCommand \"$CANARY\""),
                remote("core.gitProxy", "git://nowhere/x", "git config core.gitProxy \"$CANARY\""),
                remote("core.askPass", "http://127.0.0.1:" + port + "/x", "git config core.askPass \"$CANARY\""),
                remote(
                        "credential.helper",
                        "http://127.0.0.1:" + port + "/x",
                        "git config credential.helper \"$CANARY\""),
                remote("remote.<name>.uploadpack", ".", "git config remote.evil.uploadpack \"$CANARY\""),
                Attack.of(
                        "remote.<name>.receivepack",
                        "git config remote.evil.url .; git config remote.evil.receivepack \"$CANARY\"",
                        "push evil HEAD:refs/heads/other"),
                remote("protocol.ext.allow", "ext::$CANARY", "git config protocol.ext.allow always"),
                remote(
                        "url.<base>.insteadOf",
                        "https://nowhere/x",
                        "git config protocol.ext.allow always; git config \"url.ext::$CANARY .insteadOf\" https://nowhere/"),
                Attack.of("core.pager", "git config core.pager \"$CANARY\"", "terminal log"),
                Attack.of("pager.<command>", "git config pager.log \"$CANARY\"", "terminal log"),
                Attack.of("core.editor", "git config core.editor \"$CANARY\"", "commit --allow-empty"),
                Attack.of("sequence.editor", "git config sequence.editor \"$CANARY\"", "rebase -i HEAD~1"),
                Attack.of("diff.external", CHANGED + "git config diff.external \"$CANARY\"", "diff"),
                driver("diff.<driver>.command", "diff=evil", "diff.evil.command", "diff"),
                driver("diff.<driver>.textconv", "diff=evil", "diff.evil.textconv", "diff"),
                driver("filter.<driver>.clean", "filter=evil", "filter.evil.clean", "add -u"),
                driver("filter.<driver>.smudge", "filter=evil", "filter.evil.smudge", "checkout HEAD -- keep.txt"),
                driver("filter.<driver>.process", "filter=evil", "filter.evil.process", "status"),
                Attack.of("merge.<driver>.driver", """
                        echo '*.txt merge=evil' > .gitattributes
                        git config merge.evil.driver "$CANARY"
                        git checkout -q -b other
                        echo other > a.txt
                        git commit -q -a -m Other
                        git checkout -q feat/x
                        echo mine > a.txt
                        git commit -q -a -m Mine
                        """, "merge -m x other"),
                Attack.of("include.path", """
                        printf '[core]\\n\\tfsmonitor = %s\\n' "$CANARY" > "$(git rev-parse --git-common-dir)/evil-include"
                        git config include.path evil-include
                        """, "status"),
                Attack.of("includeIf.<condition>.path", """
                        printf '[core]\\n\\tfsmonitor = %s\\n' "$CANARY" > "$(git rev-parse --git-common-dir)/evil-include"
                        git config includeIf.onbranch:**.path evil-include
                        """, "status"),
                Attack.of("alias.<name>", "git config alias.st \"!$CANARY\"", "st"),
                Attack.of(
                        "gpg.program",
                        "git config gpg.program \"$CANARY\"; git config commit.gpgSign true",
                        "commit --allow-empty -m x"),
                Attack.of(
                        "trailer.<name>.cmd",
                        "git config trailer.evil.key Evil; git config trailer.evil.cmd \"$CANARY\"",
                        "commit --allow-empty -m x --trailer evil=1"),
                Attack.of(
                        "interactive.diffFilter",
                        CHANGED + "git config color.ui always; git config interactive.diffFilter \"$CANARY\"",
                        "terminal add -p"),
                Attack.of(
                        "difftool.<tool>.cmd",
                        CHANGED + "git config difftool.evil.cmd \"$CANARY\"",
                        "difftool -y --tool=evil"),
                Attack.of(
                        "tar.<format>.command",
                        "git config tar.evil.command \"$CANARY\"",
                        "archive --format=evil HEAD"),
                Attack.of("core.alternateRefsCommand", """
                        common=$(git rev-parse --git-common-dir)
                        git init -q --bare "$common/evil-git"
                        echo "$common/evil-git/objects" >> "$common/objects/info/alternates"
                        git config core.alternateRefsCommand "$CANARY"
                        """, "rev-list --alternate-refs"),
                Attack.of(
                        "uploadpack.packObjectsHook in the home",
                        "git config --global uploadpack.packObjectsHook \"$CANARY\"",
                        "clone --quiet --bare --no-local . {new}"));
    }

    private static Attack remote(String name, String url, String setting) {
        return Attack.of(name, "git config remote.evil.url \"" + url + "\"; " + setting, "fetch evil");
    }

    private static Attack driver(String name, String attribute, String key, String trigger) {
        return Attack.of(
                name,
                CHANGED + "echo '*.txt " + attribute + "' > .gitattributes; git config " + key + " \"$CANARY\"",
                trigger);
    }
}
