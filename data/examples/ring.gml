<?xml version="1.0" encoding="utf-8"?>
<!-- A made map of the law (GIO), to try `bodemtoets layers gio` on: a ring around Assen, no area of any ordinance. -->
<geo:GeoInformatieObjectVaststelling xmlns:geo="https://standaarden.overheid.nl/stop/imop/geo/" xmlns:basisgeo="http://www.geostandaarden.nl/basisgeometrie/1.0" xmlns:gml="http://www.opengis.net/gml/3.2">
  <geo:vastgesteldeVersie>
    <geo:GeoInformatieObjectVersie>
      <geo:FRBRWork>/join/id/regdata/pv99/2026/ring</geo:FRBRWork>
      <geo:FRBRExpression>/join/id/regdata/pv99/2026/ring/nld@2026-01-01;1</geo:FRBRExpression>
      <geo:groepen><geo:Groep><geo:groepID>g</geo:groepID><geo:label>beschermingszone</geo:label></geo:Groep></geo:groepen>
      <geo:locaties>
        <geo:Locatie>
          <geo:naam>ring</geo:naam>
          <geo:geometrie>
            <basisgeo:Geometrie>
              <basisgeo:id>ring-1</basisgeo:id>
              <basisgeo:geometrie>
                <gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>232500 556400 234500 556400 234500 558400 232500 558400 232500 556400</gml:posList></gml:LinearRing></gml:exterior><gml:interior><gml:LinearRing><gml:posList>233400 557300 233600 557300 233600 557500 233400 557500 233400 557300</gml:posList></gml:LinearRing></gml:interior></gml:Polygon>
              </basisgeo:geometrie>
            </basisgeo:Geometrie>
          </geo:geometrie>
          <geo:groepID>g</geo:groepID>
        </geo:Locatie>
      </geo:locaties>
    </geo:GeoInformatieObjectVersie>
  </geo:vastgesteldeVersie>
</geo:GeoInformatieObjectVaststelling>
