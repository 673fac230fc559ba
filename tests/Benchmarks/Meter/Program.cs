// What wrk cannot do for the script `load`. Every verb is bounded in count and time and talks to this machine only.
using OcopMarket.Benchmarks.Meter;

return args switch
{
    ["addresses", var connection, var folder] => await AddressLists.WriteAsync(connection, folder),
    ["rate", var site, var list, var perSecond, var seconds] => await SteadyLoad.RunAsync(Local(site), list, Number(perSecond), Number(seconds)),
    ["count", var site, var list, var requests, var connections] => await CountedLoad.RunAsync(Local(site), list, Number(requests), Number(connections)),
    ["pictures", var rounds] => await Drawing.RunAsync(Number(rounds)),
    ["weight", var address] => await PageWeight.RunAsync(Local(address)),
    ["revocation", var connection, var number, var path, var nodes, "--", .. var command] => await Revocation.RunAsync(connection, number, path, [.. nodes.Split(',').Select(Local)], command),
    ["import", var site, var rows, var email, var password] => await LargeImport.RunAsync(Local(site), Number(rows), email, password),
    ["desks", var site, var server, var desks, var email, var password] => await OpenDesks.RunAsync(Local(site), Number(server), Number(desks), email, password),
    ["last-jars", var site, var connection, var buyers, var jars, var password] => await OrderLoad.LastJarsAsync(Local(site), connection, Number(buyers), Number(jars), password),
    ["orders", var site, var connection, var orders, var atOnce, var password] => await OrderLoad.RateAsync(Local(site), connection, Number(orders), Number(atOnce), password),
    ["revoked", var site, var connection, var baskets, var ready, var password, "--", .. var command] => await OrderLoad.RevokedAsync(Local(site), connection, Number(baskets), Number(ready), password, command),
    ["faults-prepare", var site, var connection, var pieces, var password] => await OrderFaults.PrepareAsync(Local(site), connection, Number(pieces), password),
    ["faults", var site, var connection, var orders, var seed, .. var prepared] => await OrderFaults.RunAsync(Local(site), connection, Number(orders), Number(seed), prepared),
    ["places", var connection, var fairs, var points] => await Places.SeedAsync(connection, Number(fairs), Number(points)),
    ["cluster", var port] => await Cluster.ServeAsync(Number(port)),
    ["reword", var connection, var cluster, var index, var rounds] => await Cluster.RewordAsync(connection, Local(cluster), index, Number(rounds)),
    ["audit", var connection] => await OrderFaults.AuditAsync(connection),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static Uri Local(string text)
{
    var address = new Uri(text);
    return address.IsLoopback ? address : throw new ArgumentException($"{text} is not on this machine.");
}

static int Usage()
{
    Console.Error.WriteLine("addresses CONNECTION FOLDER | rate SITE LIST PER_SECOND SECONDS | count SITE LIST REQUESTS CONNECTIONS | weight ADDRESS | pictures ROUNDS | revocation CONNECTION NUMBER PATH NODE,NODE -- COMMAND … | import SITE ROWS EMAIL PASSWORD | desks SITE SERVER_PID DESKS EMAIL PASSWORD | last-jars SITE CONNECTION BUYERS JARS PASSWORD | orders SITE CONNECTION ORDERS AT_ONCE PASSWORD | revoked SITE CONNECTION BASKETS READY PASSWORD -- COMMAND … | faults-prepare SITE CONNECTION PIECES PASSWORD | faults SITE CONNECTION ORDERS SEED PREPARED … | places CONNECTION FAIRS POINTS | cluster PORT | reword CONNECTION CLUSTER INDEX ROUNDS | audit CONNECTION");
    return 2;
}
