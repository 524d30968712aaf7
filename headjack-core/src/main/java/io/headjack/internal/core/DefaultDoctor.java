package io.headjack.internal.core;

import io.headjack.Doctor;
import io.headjack.Finding;
import io.headjack.Repair;
import io.headjack.internal.doctor.Checkup;
import java.util.Collection;
import java.util.List;

final class DefaultDoctor implements Doctor {
    private final Context context;

    DefaultDoctor(Context context) {
        this.context = context;
    }

    @Override
    public List<Finding> scan() {
        return checkup().scan();
    }

    @Override
    public List<Repair> apply(Collection<Finding> findings) {
        return checkup().apply(List.copyOf(findings));
    }

    private Checkup checkup() {
        context.lifecycle().checkOpen();
        return new Checkup(context.parts(), context.operations());
    }
}
