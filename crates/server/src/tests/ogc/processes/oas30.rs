//! `/conf/oas30`: what is not tried for all of the API already.

use super::super::super::get;

#[test]
fn completeness() {
    let api = get("/api").json();
    for (path, verb, id) in [
        ("/processes", "get", "getProcesses"),
        ("/processes/{processID}", "get", "getProcessDescription"),
        ("/processes/{processID}/execution", "post", "execute"),
        ("/jobs", "get", "getJobs"),
        ("/jobs/{jobID}", "get", "getStatus"),
        ("/jobs/{jobID}", "delete", "dismiss"),
        ("/jobs/{jobID}/results", "get", "getResult"),
    ] {
        assert_eq!(api["paths"][path][verb]["operationId"], id, "{path}");
    }
    let execute = &api["paths"]["/processes/{processID}/execution"]["post"];
    assert!(execute["responses"]["201"]["headers"]["Location"].is_object());
    assert!(execute["requestBody"]["content"]["application/json"]["schema"]["properties"]["inputs"].is_object());
}

#[test]
fn exceptions_codes() {
    let api = get("/api").json();
    for status in ["400", "404", "413", "415", "429", "503"] {
        let responses = &api["paths"]["/processes/{processID}/execution"]["post"]["responses"];
        assert!(responses[status].is_object(), "{status}");
    }
    let problem = &api["components"]["schemas"]["Problem"];
    assert!(problem["properties"]["type"].is_object(), "{problem}");
}
