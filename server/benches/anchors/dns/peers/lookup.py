"""Look-ups by dnspython's asynchronous resolver, every answer's content compared."""

import asyncio
import resource
import sys
import time

import dns.asyncresolver

address, port, zone, names, count, window = sys.argv[1], *map(str, sys.argv[2:])
names, count, window = int(names), int(count), int(window)
resolver = dns.asyncresolver.Resolver(configure=False)
resolver.nameservers, resolver.port = [address], int(port)
resolver.cache = None
resolver.timeout = resolver.lifetime = 2
lost = wrong = 0
left = iter(range(count))


async def ask():
    global lost, wrong
    for nth in left:
        index = nth % names
        try:
            found = await resolver.resolve(f"_verify.d{index}.{zone}", "TXT")
            text = b"".join(found[0].strings).decode()
            wrong += text != f"fairlead-verify-{index:032}"
        except Exception:
            lost += 1


async def everybody():
    await asyncio.gather(*(ask() for _ in range(window)))


def spent():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


cpu, at = spent(), time.monotonic()
asyncio.run(everybody())
cpu, seconds = spent() - cpu, time.monotonic() - at
print(lost, wrong, cpu / count * 1e6, count / seconds)
