package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sees to it that an instance's files are its user's, and the host user's when they go. */
final class Ownership {
    private static final Duration QUESTION = Duration.ofMinutes(1);
    private static final Duration OWNING = Duration.ofMinutes(5);
    private static final String ROOT = "0:0";
    private static final String POINTER = Layout.CONTAINER.workspace() + "/.git";

    /** User and group, what its home is, what the pointer is, and whether it has a name. */
    private static final Pattern SAID = Pattern.compile("(\\d{1,9}):(\\d{1,9}) (\\w+) (\\w+) (\\w+)\\s*");

    private final Parts parts;

    Ownership(Parts parts) {
        this.parts = parts;
    }

    /** Gives the user of a running instance what it works on, where that is another's, and a name where it has none. */
    void give(World world) {
        String home = world.record().home();
        Matcher said = SAID.matcher(ask(world, home));
        if (!said.matches()) {
            throw new OperationFailedException("the image of branch \""
                    + world.record().branch() + "\" does not say whom it runs programs as; choose another one");
        }
        if (said.group(5).equals("nameless")) {
            Scripts.run(
                    world.runtime(), world.id(), ROOT, QUESTION, "name-user.sh", said.group(1), said.group(2), home);
        }
        boolean isHostUser = world.record().user() != null;
        if (said.group(3).equals("writable") && (isHostUser || said.group(4).equals("own"))) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(said.group(1) + ":" + said.group(2), home));
        if (!isHostUser) {
            arguments.addAll(List.of(
                    world.layout().workspace(), Containers.GIT, world.layout().logs()));
        }
        try (OneShot shot = OneShot.asRoot(parts.containers(), world, parts.catalogId())) {
            shot.script(OWNING, "own.sh", arguments.toArray(String[]::new));
        }
        if (!isHostUser) {
            givePointer(world, Integer.parseInt(said.group(1)));
        }
    }

    private static String ask(World world, String home) {
        return Scripts.run(world.runtime(), world.id(), null, QUESTION, "user.sh", home, POINTER);
    }

    /** Git asks whose that file is, and inside nobody can change it. The host's user is root here. */
    private void givePointer(World world, int uid) {
        Path pointer = parts.data().pointerOf(world.record().id());
        try {
            Files.setAttribute(pointer, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new OperationFailedException("cannot give " + pointer + " to user " + uid + ": " + e, e);
        }
    }

    /**
     * Deletes, and where the host's user may not delete what root had written there, has a container of root give it to that
     * user first.
     */
    void deleting(World world, Path place, Runnable deletion) {
        try {
            deletion.run();
        } catch (OperationFailedException e) {
            HostUser user = HostUser.of(parts.data());
            if (!world.isolated() || user.uid() == 0 || !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                throw e;
            }
            try {
                reclaim(world, place, user);
            } catch (RuntimeException second) {
                e.addSuppressed(second);
                throw e;
            }
            deletion.run();
        }
    }

    private void reclaim(World world, Path place, HostUser user) {
        String inside = user.insideOf(world.runtime().info());
        try (OneShot shot = OneShot.over(parts.containers(), world, parts.catalogId(), place)) {
            shot.script(OWNING, "own.sh", String.valueOf(inside), "", Containers.RECLAIMED);
        }
    }
}
