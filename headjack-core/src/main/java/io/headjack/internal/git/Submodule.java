package io.headjack.internal.git;

import io.headjack.internal.text.Printable;

/**
 * A submodule whose content an instance is to have.
 *
 * @param parent the git directory of the repository that it is in, below that instance's own; empty for the instance's
 * @param name what {@code .gitmodules} calls it there
 * @param path where it is in the worktree
 * @param commit the commit that the branch named when the instance was made
 */
public record Submodule(String parent, String name, String path, String commit) {
    /**
     * Returns where its git directory is, below that of the repository: on the host and inside alike.
     *
     * @return a relative path without a slash at its end
     */
    public String directory() {
        return (parent.isEmpty() ? "" : parent + "/") + "modules/" + name;
    }

    /**
     * Returns where its git directory is in the container.
     *
     * @return an absolute path
     */
    public String inside() {
        return PrivateGit.DIRECTORY + "/" + directory();
    }

    /**
     * Returns its path in a form that is fit for messages.
     *
     * @return one line
     */
    public String printable() {
        return Printable.name(path);
    }
}
