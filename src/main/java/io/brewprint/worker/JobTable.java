package io.brewprint.worker;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The jobs that a worker knows, by what they are told. Immutable. */
public final class JobTable {
    /** None. */
    public static final JobTable EMPTY = new JobTable(Map.of());

    private final Map<Class<?>, Job<?, ?>> jobs;

    private JobTable(Map<Class<?>, Job<?, ?>> jobs) {
        this.jobs = Map.copyOf(jobs);
    }

    /** The same with one more. */
    public <S extends JobSpec<R>, R extends JobResult> JobTable with(Class<S> spec, Job<S, R> job) {
        Map<Class<?>, Job<?, ?>> more = new HashMap<>(jobs);
        more.put(spec, job);
        return new JobTable(more);
    }

    /** The same with all of another. */
    public JobTable and(JobTable other) {
        Map<Class<?>, Job<?, ?>> more = new HashMap<>(jobs);
        more.putAll(other.jobs);
        return new JobTable(more);
    }

    /**
     * Does what {@code spec} says.
     *
     * @throws IllegalArgumentException where no job here is told by such a record
     */
    @SuppressWarnings("unchecked") // with() pairs them by their types
    <R extends JobResult> R run(JobSpec<R> spec, EventWriter events, BooleanSupplier stop) throws Exception {
        @Nullable Job<JobSpec<R>, R> job = (Job<JobSpec<R>, R>) jobs.get(spec.getClass());
        if (job == null) {
            throw new IllegalArgumentException("this process does no " + spec.kind() + " job");
        }
        return job.run(spec, events, stop);
    }
}
