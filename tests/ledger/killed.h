#pragma once

// What a process tells before it is killed: hashes down a pipe, each once what it names is durable.

#include "base/id.h"

#include <csignal>
#include <functional>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

namespace twinward::test {

inline bool tell(int pipe, const base::Hash256& hash)
{
    return ::write(pipe, hash.toBytes().constData(), 32) == 32;
}

// As many as are asked for, or as there were when the process died; one cut short was never told.
inline std::set<base::Hash256> readTold(int pipe, size_t atMost)
{
    std::set<base::Hash256> all;
    QByteArray hash(32, '\0');
    while (all.size() < atMost) {
        qsizetype got = 0;
        while (got < hash.size()) {
            const ssize_t n = ::read(pipe, hash.data() + got, static_cast<size_t>(hash.size() - got));
            if (n <= 0)
                return all;
            got += n;
        }
        all.insert(*base::Hash256::fromBytes(hash));
    }
    return all;
}

// A process that does its work until it is killed, or ends by itself with a status of its own.
class Victim
{
public:
    explicit Victim(const std::function<int(int pipe)>& work)
    {
        int ends[2] = {};
        if (::pipe(ends) != 0)
            qFatal("no pipe");
        m_child = ::fork();
        if (m_child == 0) {
            ::close(ends[0]);
            ::_exit(work(ends[1]));
        }
        ::close(ends[1]);
        m_pipe = ends[0];
    }
    ~Victim()
    {
        if (m_child > 0)
            (void)kill();
        ::close(m_pipe);
    }
    Victim(const Victim&) = delete;
    Victim& operator=(const Victim&) = delete;

    [[nodiscard]] std::set<base::Hash256> told(size_t atMost = SIZE_MAX) const
    {
        return readTold(m_pipe, atMost);
    }
    // False where it had ended by itself.
    [[nodiscard]] bool kill()
    {
        ::kill(m_child, SIGKILL);
        int status = 0;
        const bool waited = ::waitpid(m_child, &status, 0) == m_child;
        m_child = 0;
        return waited && WIFSIGNALED(status);
    }

private:
    pid_t m_child = 0;
    int m_pipe = -1;
};

} // namespace twinward::test
